import fc from '../support/seeded';
import { claimIn, readNotification } from '../../nodes/shared/core/notification';

/** The update of Zoho's page (api/v7/notifications/update-info.html). */
const update = {
	server_time: 1718115953625,
	affected_values: [{ record_id: '5725767000003000010', values: { Mobile: '123456789' } }],
	query_params: {},
	module: 'Leads',
	resource_uri: 'https://www.zohoapis.com/crm/v2/Leads',
	ids: ['5725767000003000010'],
	affected_fields: [{ '5725767000003000010': ['Mobile'] }],
	operation: 'update',
	channel_id: '1000000068001',
	token: 'TOKEN_FOR_VERIFICATION_OF_1000000068001',
};

describe('A notification', () => {
	it('is read as Zoho prints it', () => {
		expect(readNotification(update)).toEqual({
			kind: 'events',
			events: [
				{
					module: 'Leads',
					operation: 'edit',
					rawOperation: 'update',
					id: '5725767000003000010',
					serverTime: 1718115953625,
					affectedFields: ['Mobile'],
					affectedValues: { Mobile: '123456789' },
				},
			],
		});
		expect(claimIn(update)).toEqual({ channelId: update.channel_id, token: update.token });
	});

	it.each([
		['insert', 'create'],
		['create', 'create'],
		['Update', 'edit'],
		['edit', 'edit'],
		['delete', 'delete'],
	])('says %s for %s (R85)', (operation, word) => {
		const reading = readNotification({ ...update, operation });
		expect(reading).toMatchObject({ events: [{ operation: word, rawOperation: operation }] });
	});

	it('never breaks, whatever comes, and ids are always digits', () => {
		const parts = {
			module: fc.string(),
			operation: fc.constant('insert'),
			ids: fc.array(fc.anything()),
		};
		const shaped = fc.record({
			...parts,
			affected_fields: fc.anything(),
			affected_values: fc.anything(),
		});
		fc.assert(
			fc.property(fc.oneof(fc.anything(), shaped), (body) => {
				claimIn(body);
				const reading = readNotification(body);
				if (reading.kind === 'malformed') return reading.reason !== '';
				return reading.events.every(({ id }) => /^\d{1,19}$/.test(id));
			}),
		);
	});
});
