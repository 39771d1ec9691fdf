/**
 * Zoho's limits that shape a plan of reads, each with the page that states it.
 * `api/v8/…` stands for https://www.zoho.com/crm/developer/docs/api/v8/….
 */

/** Ids in one `?ids=` of Get Records: api/v8/get-records.html. */
export const IDS_PER_READ = 100;

/** API names in `fields` of Get Records, and columns in a COQL select: api/v8/get-records.html, COQL-Limitations.html. */
export const FIELDS_PER_READ = 50;

/** Most rows of one page of Get Records, Search and Deleted Records: api/v8/get-records.html. */
export const ROWS_PER_PAGE = 200;

/** What `page` × `per_page` of a search may reach: api/v8/search-records.html. */
export const SEARCH_REACH = 2_000;

/** The largest LIMIT of a query: api/v8/COQL-Limitations.html. */
export const ROWS_PER_QUERY = 2_000;

/** What LIMIT + OFFSET of a query may reach: api/v8/COQL-Limitations.html (10,000 in older versions). */
export const QUERY_REACH = 100_000;

/** The shortest `word` of a search: api/v8/search-records.html. */
export const SHORTEST_SEARCH_WORD = 2;
