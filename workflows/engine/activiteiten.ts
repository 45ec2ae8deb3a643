import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type {
  Archiefactiviteiten,
  Bezorgactiviteiten,
  Gespreksactiviteiten,
  Registeractiviteiten,
  Verzendactiviteiten,
  Zaakactiviteiten,
} from '../../activities/contract.ts';
import { inTurn } from './beurt.ts';

/** An impossible order (unknown kenmerk) is a mistake of ours: trying again would hide it. */
const nonRetryableErrorTypes = ['Onmogelijk'];

const localOptions = {
  startToCloseTimeout: '10 seconds',
  localRetryThreshold: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds', nonRetryableErrorTypes },
} as const;

/**
 * Our own registers: short and idempotent, so nearly free as local activities (no server round trip).
 * They are tried for ever: a database that is away comes back.
 */
export const registers = inTurn(
  proxyLocalActivities<
    Registeractiviteiten & Gespreksactiviteiten & Omit<Bezorgactiviteiten, 'deliverBericht'>
  >(localOptions),
);

/** Lines of a live conversation stay in our own database: the cost of a register. */
export const gesprek = inTurn(proxyLocalActivities<Verzendactiviteiten>(localOptions));

/** First attempt at a medium of others; what does not go at once is left to the `bericht` workflow. */
export const verzending = proxyActivities<Verzendactiviteiten>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '1 minute',
    nonRetryableErrorTypes,
  },
});

/** Media of others, with patience: sometimes away for hours. */
export const bezorging = proxyActivities<Pick<Bezorgactiviteiten, 'deliverBericht'>>({
  startToCloseTimeout: '60 seconds',
  retry: {
    initialInterval: '2 seconds',
    backoffCoefficient: 2,
    maximumInterval: '5 minutes',
    nonRetryableErrorTypes,
  },
});

/** Work on a list takes as long as its zaken are many; it is never given up. */
export const archief = proxyActivities<Archiefactiviteiten>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes', nonRetryableErrorTypes },
});

/**
 * The register of zaken, perhaps of another system. What it refuses (a zaaktype that nobody made) is tried for ever too:
 * an operator mends it, and the verzoek goes on.
 */
export const zaakregister = proxyActivities<Zaakactiviteiten>({
  startToCloseTimeout: '2 minutes',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '5 minutes',
    nonRetryableErrorTypes,
  },
});
