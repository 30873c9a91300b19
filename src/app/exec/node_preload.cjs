// SPDX-License-Identifier: MIT
// Written by portone-emulator, loaded by NODE_OPTIONS=--require: connections of this Node.js process
// to PortOne's hosts go to the emulator, whichever client opens them. All others are left alone.
'use strict';

const http = require('node:http');
const https = require('node:https');
const net = require('node:net');

const emulator = { host: '@HOST@', port: @PORT@ };
const hosts = new Set([@HOSTS@]);

// Below http, https, fetch and all clients that use them: the name that TLS asks for, and checks,
// stays the one that was meant.
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectToEmulator(...args) {
  const [options, callback] = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  const name = String((options && options.host) || '').toLowerCase().replace(/\.$/, '');
  if (!hosts.has(name)) return connect.apply(this, args);
  const rest = typeof callback === 'function' ? [callback] : [];
  return connect.call(this, { ...options, ...emulator }, ...rest);
};

// axios 0.x to 1.6 asks a proxy for https URLs in the clear: send the https request that it meant.
for (const name of ['request', 'get']) {
  const original = http[name];
  http[name] = function requestDirectly(options, ...rest) {
    const path = options && options.path;
    const isOurs = options && (options.hostname || options.host) === emulator.host &&
      Number(options.port) === emulator.port;
    if (!isOurs || !/^https:\/\//i.test(path)) return original.call(this, options, ...rest);
    const url = new URL(path);
    return https[name]({ ...options, agent: undefined, protocol: 'https:', host: url.hostname,
      hostname: url.hostname, port: url.port || 443, path: url.pathname + url.search }, ...rest);
  };
}
require('node:module').syncBuiltinESMExports();
