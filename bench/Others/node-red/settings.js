// Node-RED without its editor. Rows go to the database of PGHOST, PGPORT, PGUSER and PGDATABASE through the ordinary pool of the package pg.
const { Pool } = require('pg');
module.exports = {
  httpAdminRoot: false,
  httpNodeRoot: false,
  uiPort: Number(process.env.NODE_RED_PORT),
  uiHost: '127.0.0.1',
  credentialSecret: false,
  functionGlobalContext: { pool: new Pool() },
  logging: { console: { level: 'warn' } },
};
