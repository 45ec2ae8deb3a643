import express from 'express';
import pg from 'pg';

// The baseline: a bare Express handler with one INSERT, or one SELECT, on the same PostgreSQL, in a process of its own.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(`CREATE TABLE IF NOT EXISTS nullijn (
  id uuid PRIMARY KEY DEFAULT uuidv7(), inhoud jsonb NOT NULL, op timestamptz NOT NULL DEFAULT clock_timestamp())`);

const app = express();
app.post('/', express.json(), async (req, res) => {
  const { rows } = await pool.query('INSERT INTO nullijn (inhoud) VALUES ($1) RETURNING id', [
    JSON.stringify(req.body),
  ]);
  res.status(201).json(rows[0]);
});
app.get('/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT inhoud FROM nullijn WHERE id = $1', [req.params.id]);
  res.json(rows[0]);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port });
});
process.on('SIGTERM', () => process.exit(0));
