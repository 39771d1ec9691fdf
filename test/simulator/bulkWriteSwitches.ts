import type { SwitchDeclaration } from './switches';

/** Undocumented or twice-documented behaviour of bulk write. */
export const bulkWriteSwitches = {
	bulkUploadCost: {
		default: 1,
		why: 'No page prices the upload: it has a path of the API, but the scope of Zoho’s file store.',
	},
	bulkResultCost: {
		default: 0,
		why: 'No page prices the download of a write’s result, whose path is not one of the API.',
	},
	bulkInProgress: {
		default: 'IN PROGRESS' as 'IN PROGRESS' | 'INPROGRESS',
		options: ['IN PROGRESS', 'INPROGRESS'],
		why: 'IN PROGRESS in the text and the OpenAPI file, INPROGRESS in the samples of the job details page.',
	},
	bulkDoneCode: {
		default: 'SUCCESS' as 'SUCCESS' | 'COMPLETED',
		options: ['SUCCESS', 'COMPLETED'],
		why: 'The code of a completed resource differs between samples.',
	},
	bulkWriteCallback: {
		default: 'bare' as 'bare' | 'wrapped',
		options: ['bare', 'wrapped'],
		why: 'The job’s details are posted, no sample of it exists: as the status shows them, or inside data as a read’s.',
	},
	bulkResultColumns: {
		default: 'byIndex' as 'byIndex' | 'byMapping',
		options: ['byIndex', 'byMapping'],
		why: 'The result has the first three mapped columns: first in the file, or first in field_mappings.',
	},
	bulkResultRows: {
		default: 'shuffled' as 'shuffled' | 'inOrder',
		options: ['shuffled', 'inOrder'],
		why: 'No page promises an order of the rows of a result.',
	},
	bulkResultStatus: {
		default: 'upper' as 'upper' | 'lower',
		options: ['upper', 'lower'],
		why: 'added, updated, skipped and unprocessed: the case of the letters in the file is not shown.',
	},
	bulkResultUrl: {
		default: 'absolute' as 'absolute' | 'relative',
		options: ['absolute', 'relative'],
		why: 'download_url has a host in the older samples and none in those of v7.',
	},
	bulkFailedResult: {
		default: false,
		why: 'unprocessed is a status of rows; whether a job that failed leaves a result is not said.',
	},
	bulkTooManyRows: {
		default: 'jobFails' as 'jobFails' | 'refused',
		options: ['jobFails', 'refused'],
		why: 'More than 25,000 rows are "an improper file and lead to an error": when the job is created or when it works.',
	},
	bulkFindByNotUnique: {
		default: 'findsNothing' as 'findsNothing' | 'refused',
		options: ['findsNothing', 'refused'],
		why: 'find_by must be id or a unique field; a client reports that any other field found nothing and all rows were inserted.',
	},
	bulkFileNamesMandatory: {
		default: false,
		why: 'file_names is mandatory for parents with children in the pages, always in the newer OpenAPI.',
	},
	bulkIsoDates: {
		default: 'refused' as 'refused' | 'accepted',
		options: ['refused', 'accepted'],
		why: 'Without a format dates are MM/dd/yyyy and date-times MM/dd/yyyy HH:mm:ss; whether ISO is understood too is not said.',
	},
	bulkWriteNotifies: {
		default: true,
		why: 'Whether records written in bulk raise notifications is not said.',
	},
	bulkWriteAutomations: {
		default: false,
		why: 'Bulk write has no trigger; whether workflows run is not said.',
	},
} satisfies Record<string, SwitchDeclaration>;
