import { answerDeviations } from './answerDeviations';
import type { Deviation } from './deviation';
import { metadataDeviations } from './metadataDeviations';
import { requestDeviations } from './requestDeviations';
import { statusDeviations } from './statusDeviations';

/** Every place where Zoho's OpenAPI files are known to differ from Zoho's documentation. */
export const DEVIATIONS: Deviation[] = [
	...statusDeviations,
	...requestDeviations,
	...answerDeviations,
	...metadataDeviations,
];
