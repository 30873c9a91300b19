#!/bin/sh
# SPDX-License-Identifier: MIT
# The tests of shop-server.js: they wait for it, and buy.
set -eu
until [ -s shop.port ]; do sleep 0.1; done
/usr/bin/curl -sS "http://127.0.0.1:$(cat shop.port)/buy"
