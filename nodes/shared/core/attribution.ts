import { RECORDS_PER_CREDIT } from './limits';

/**
 * Splits a write call's cost over its records, in whole credits: the records at positions 0, 10, 20 …
 * carry one each, as Zoho charges one per started ten. Where the price differs from that (a live
 * price list), the same positions share it, the first ones taking what does not divide.
 * @returns one number per record, summing up to `cost`
 */
export function attributeWrite(cost: number, records: number): number[] {
	const shares = new Array<number>(records).fill(0);
	const carriers = Math.ceil(records / RECORDS_PER_CREDIT);
	for (let carrier = 0; carrier < carriers; carrier++) {
		const share = Math.floor(cost / carriers) + (carrier < cost % carriers ? 1 : 0);
		shares[carrier * RECORDS_PER_CREDIT] = share;
	}
	return shares;
}
