import { field, lookup, picklist, systemFields, text, type ModuleRow } from './fieldTable';
import { SE_MODULE } from './schema';

/** Tasks, Events, Calls and Notes take no upsert (https://www.zoho.com/crm/developer/docs/api/v7/upsert-records.html). */
export const tasks: ModuleRow = {
	apiName: 'Tasks',
	singular: 'Task',
	plural: 'Tasks',
	nameField: 'Subject',
	upsertSupported: false,
	fields: [
		...systemFields,
		text('Subject', 255, { mandatory: true }),
		field('date', 'Due_Date'),
		picklist('Status', [
			'Not Started',
			'Deferred',
			'In Progress',
			'Completed',
			'Waiting for input',
		]),
		picklist('Priority', ['High', 'Highest', 'Low', 'Lowest', 'Normal']),
		lookup('Who_Id', 'Contacts', { label: 'Contact Name' }),
		lookup('What_Id', SE_MODULE, { label: 'Related To' }),
		field('boolean', 'Send_Notification_Email'),
		field('datetime', 'Closed_Time', { readOnly: true }),
		field('textarea', 'Description', { searchable: false }),
	],
	views: [{ name: 'All Tasks', systemName: 'ALLVIEWS', fields: ['Subject', 'Due_Date', 'Status'] }],
};

export const events: ModuleRow = {
	apiName: 'Events',
	singular: 'Meeting',
	plural: 'Meetings',
	nameField: 'Event_Title',
	upsertSupported: false,
	fields: [
		...systemFields,
		text('Event_Title', 255, { mandatory: true }),
		field('datetime', 'Start_DateTime', { mandatory: true }),
		field('datetime', 'End_DateTime', { mandatory: true }),
		text('Venue', 255),
		lookup('Who_Id', 'Contacts', { label: 'Contact Name' }),
		lookup('What_Id', SE_MODULE, { label: 'Related To' }),
		field('textarea', 'Description', { searchable: false }),
	],
	views: [
		{ name: 'All Meetings', systemName: 'ALLVIEWS', fields: ['Event_Title', 'Start_DateTime'] },
	],
};

export const calls: ModuleRow = {
	apiName: 'Calls',
	singular: 'Call',
	plural: 'Calls',
	nameField: 'Subject',
	upsertSupported: false,
	fields: [
		...systemFields,
		text('Subject', 255, { mandatory: true }),
		picklist('Call_Type', ['Inbound', 'Missed', 'Outbound'], { mandatory: true }),
		field('datetime', 'Call_Start_Time', { mandatory: true }),
		text('Call_Duration', 10),
		lookup('Who_Id', 'Contacts', { label: 'Contact Name' }),
		lookup('What_Id', SE_MODULE, { label: 'Related To' }),
		field('textarea', 'Description', { searchable: false }),
	],
	views: [{ name: 'All Calls', systemName: 'ALLVIEWS', fields: ['Subject', 'Call_Type'] }],
};

export const notes: ModuleRow = {
	apiName: 'Notes',
	singular: 'Note',
	plural: 'Notes',
	nameField: 'Note_Title',
	upsertSupported: false,
	massUpdateSupported: false,
	fields: [
		...systemFields,
		text('Note_Title', 120),
		field('textarea', 'Note_Content', { mandatory: true, searchable: false }),
		lookup('Parent_Id', SE_MODULE, { mandatory: true }),
	],
};

/** Listed by the modules metadata, but no module for records: a name for three of them together. */
export const activities: ModuleRow = {
	apiName: 'Activities',
	singular: 'Activity',
	plural: 'Activities',
	nameField: 'Subject',
	apiSupported: false,
	upsertSupported: false,
	massUpdateSupported: false,
	fields: [],
};
