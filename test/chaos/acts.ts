import type { Act } from './act';
import { bulkAct } from './bulkAct';
import { compositeAct } from './compositeAct';
import { metadataAct } from './metadataAct';
import { readAct } from './readAct';
import { upsertAct } from './upsertAct';

export const acts = [upsertAct, readAct, compositeAct, metadataAct, bulkAct] as unknown as Act[];
