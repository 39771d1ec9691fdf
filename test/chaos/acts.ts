import type { Act } from './act';
import { bulkAct } from './bulkAct';
import { compositeAct } from './compositeAct';
import { creditsAct } from './creditsAct';
import { jobAct } from './jobAct';
import { metadataAct } from './metadataAct';
import { queueAct } from './queue/queueAct';
import { readAct } from './readAct';
import { triggerAct } from './triggerAct';
import { upsertAct } from './upsertAct';
import { workflowAct } from './workflowAct';

export const acts = [
	upsertAct,
	readAct,
	compositeAct,
	metadataAct,
	bulkAct,
	jobAct,
	triggerAct,
	creditsAct,
	workflowAct,
	queueAct,
] as unknown as Act[];
