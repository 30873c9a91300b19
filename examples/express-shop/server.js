// SPDX-License-Identifier: MIT
'use strict';

const { makeApp } = require('./app');
const { PortOne } = require('./portone');

const server = makeApp(new PortOne(process.env.IMP_KEY, process.env.IMP_SECRET))
  .listen(process.env.PORT || 3000, () => console.log(`listening on ${server.address().port}`));
