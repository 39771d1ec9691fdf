/** What the suite runs against. n8n 2.x asks for Node 24 (`engines` of its package). */
export const N8N_VERSION = '2.40.7';
/** The last of the 1.x line; it runs on Node 20 to 24. */
export const OLDER_N8N_VERSION = '1.123.81';
export const NODE_VERSION = '24.21.0';

export const PACKAGE_NAME = 'n8n-nodes-zoho-crm-credits';
