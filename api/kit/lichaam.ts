import express, { type RequestHandler } from 'express';
import { Problem } from '../../platform/problem.ts';
import { eisJson } from './oproep.ts';
import { eisBodyTekens } from './tekens.ts';

/** Express itself would first read all of a body that it is going to refuse. What has been read already was judged then. */
const eisOmvang =
  (limit: number): RequestHandler =>
  (req, _res, next) => {
    const past = req.body !== undefined || Number(req.get('content-length') ?? 0) <= limit;
    next(
      past
        ? undefined
        : new Problem(413, 'too_large', 'Te groot.', `Een body is hier hoogstens ${limit} bytes.`),
    );
  };

/**
 * Reads a JSON body, when there is one.
 * @param limit bytes
 * @throws Problem 400 for broken JSON and characters that nothing can keep, 413, 415
 */
export const leesJson = (limit: number): RequestHandler[] => [
  eisJson,
  eisOmvang(limit),
  express.json({ limit, strict: false, type: () => true }),
  eisBodyTekens,
];
