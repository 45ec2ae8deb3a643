import express from 'express';
import request from 'supertest';
import { expect, it } from 'vitest';
import { basisVan, type Omgeving } from './omgeving.ts';

const omgeving = { basissen: ['https://api.gemeente.test'], loopbackIsEigen: true } as unknown as Omgeving;
const app = (vertrouwt: boolean) =>
  express()
    .set('trust proxy', vertrouwt ? 'loopback' : false)
    .get('/', (req, res) => void res.send(basisVan(omgeving, req)));
const viaGateway = { 'X-Forwarded-Host': 'api.gemeente.test', 'X-Forwarded-Proto': 'https' };
const opDezeMachine = { 'X-Forwarded-For': '127.0.0.1', Host: 'localhost:8080' };

it.each([
  ['asked by a gateway here: by its name', true, viaGateway, /^https:\/\/api\.gemeente\.test$/],
  ['by a name that is not ours: the first of ours', true, { Host: 'kwaad.test' }, /^https:\/\/api\./],
  ['by a gateway with such a name', true, { 'X-Forwarded-Host': 'kwaad.test' }, /^https:\/\/api\./],
  ['by a gateway that tells no name', true, { 'X-Forwarded-For': '10.0.0.1' }, /^https:\/\/api\./],
  ['by one on this machine, by the name it was asked by', true, opDezeMachine, /^http:\/\/localhost:8080$/],
  ['asked on this machine: as asked', true, {}, /^http:\/\/127\.0\.0\.1:\d+$/],
  ['what is not trusted is not believed', false, viaGateway, /^http:\/\/127\.0\.0\.1:\d+$/],
])('%s', async (_naam, vertrouwt, headers, wil) => {
  const { text } = await request(app(vertrouwt)).get('/').set(headers);
  expect(text).toMatch(wil);
});
