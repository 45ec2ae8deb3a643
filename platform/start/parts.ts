import path from 'node:path';
import { startPostgres } from '../embedded/postgres.ts';
import type { Cluster } from '../embedded/postgres-cluster.ts';
import { startTemporal } from '../embedded/temporal.ts';
import type { Part } from './keeper.ts';
import { reasonIn } from './log-lines.ts';
import { type NodeProgram, startProgram } from './node-part.ts';
import type { Settings } from './settings.ts';

/** A part with what proves that a process is it. */
export interface OwnPart extends Part {
  proof: string;
}

/** Takes the lines that a part writes. */
export type LineSink = (line: string) => void;

/** The embedded database. */
export function postgresPart(cluster: Cluster, port: number, onLine: LineSink): OwnPart {
  return {
    name: 'postgres',
    proof: cluster.folder,
    start: () => startPostgres(cluster, { port, onLine }),
  };
}

/** The embedded Temporal. */
export function temporalPart(executable: string, settings: Settings, onLine: LineSink): OwnPart {
  const { port, uiPort } = settings.temporal as { port: number; uiPort: number };
  const database = path.join(settings.dataFolder, 'temporal.db');
  const codecEndpoint = `${settings.env.SCHAKEL_URL}/codec`;
  return {
    name: 'temporal',
    proof: database,
    start: () => startTemporal({ executable, port, uiPort, database, codecEndpoint, onLine }),
  };
}

/** A program of ours that keeps running: the worker or the api. */
export function programPart(name: string, program: NodeProgram): OwnPart {
  return {
    name,
    proof: path.join(program.root, program.entry),
    start: () => startProgram(program),
    reason: (running) => reasonIn(running.tail()),
  };
}
