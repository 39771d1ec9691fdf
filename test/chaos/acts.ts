import type { Act } from './act';
import { bulkAct } from './bulkAct';
import { compositeAct } from './compositeAct';
import { metadataAct } from './metadataAct';
import { readAct } from './readAct';
import { triggerAct } from './triggerAct';
import { upsertAct } from './upsertAct';

export const acts = [
	upsertAct,
	readAct,
	compositeAct,
	metadataAct,
	bulkAct,
	triggerAct,
] as unknown as Act[];
