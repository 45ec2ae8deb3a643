import express from 'express';
import pg from 'pg';

/** The baseline of aanname: a bare Express handler with one INSERT, in a process of its own. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(
  'CREATE TABLE IF NOT EXISTS bench_kaal (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb NOT NULL, op timestamptz NOT NULL DEFAULT now())',
);
const app = express();
app.use(express.json());
app.post('/', async (req, res) => {
  const { rows } = await pool.query('INSERT INTO bench_kaal (body) VALUES ($1) RETURNING id', [
    JSON.stringify(req.body),
  ]);
  res.status(201).json(rows[0]);
});
const server = app.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (server.address() as { port: number }).port }),
);
process.on('disconnect', () => process.exit(0));
