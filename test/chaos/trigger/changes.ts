import { noExternalIds } from '../../simulator/externalIds';
import type { User } from '../../simulator/org';
import type { Writer } from '../../simulator/recordCheck';
import { checkRecord } from '../../simulator/recordCheck';
import { deleteRecord, insertRecord, updateRecord } from '../../simulator/recordWrite';
import { moduleNamed } from '../../simulator/schema';
import type { Zoho } from '../../simulator/zoho';
import type { Operation, Watched } from './form';
import { EDITED } from './form';
import type { Step } from './step';

/** What really happened to a record. */
export interface Change {
	module: Watched['module'];
	id: string;
	operation: Operation;
	/** Epoch ms; no two changes have the same, but those of one step. */
	at: number;
	/** API name of the edited field, and its new value. */
	field: string | null;
	value: string | null;
	own: boolean;
}

export class Changes {
	readonly all: Change[] = [];
	private values = 0;

	constructor(private readonly zoho: Zoho) {}

	/** People change records in Zoho itself: no call, no credit. */
	make({ module, operation, count, pick, field, own }: Extract<Step, { does: 'change' }>): void {
		if (operation === 'create') {
			for (let made = 0; made < count; made++) this.create(module, own);
			return;
		}
		const ids = [...this.moduleNamed(module).store.records.keys()];
		for (let at = 0; at < Math.min(count, ids.length); at++) {
			const id = ids[(pick + at) % ids.length];
			if (operation === 'delete') this.delete(module, id, own);
			else this.edit(module, id, EDITED[module][field], own);
		}
	}

	/** The user of the login. */
	get self(): User {
		return this.zoho.org().users.find(({ admin }) => admin)!;
	}

	private create(module: Watched['module'], own: boolean) {
		const values = { Last_Name: `Name ${++this.values}`, Company: 'Acme' };
		const { writer, opened } = this.opened(module, own);
		const checked = checkRecord(writer, opened, values, undefined, '$');
		const { id } = insertRecord(writer, opened, checked);
		this.note({ module, id, operation: 'create', field: null, value: null, own });
	}

	private edit(module: Watched['module'], id: string, field: string, own: boolean) {
		const { writer, opened } = this.opened(module, own);
		const record = opened.store.records.get(id)!;
		const value = `Value ${++this.values}`;
		const checked = checkRecord(writer, opened, { [field]: value }, record, '$');
		if (checked.errors.length > 0) throw new Error(JSON.stringify(checked.errors));
		updateRecord(writer, opened, record, checked);
		this.note({ module, id, operation: 'edit', field, value, own });
	}

	private delete(module: Watched['module'], id: string, own: boolean) {
		const { writer, opened } = this.opened(module, own);
		deleteRecord(writer, opened, opened.store.records.get(id)!);
		this.note({ module, id, operation: 'delete', field: null, value: null, own });
	}

	private note(change: Omit<Change, 'at'>) {
		this.all.push({ ...change, at: this.zoho.clock.now() });
	}

	private opened(module: Watched['module'], own: boolean) {
		const org = this.zoho.org();
		const user = own ? this.self : org.users.find(({ admin }) => !admin)!;
		const now = this.zoho.clock.now();
		const writer: Writer = { org, user, now, version: 8, external: noExternalIds };
		return { writer, opened: this.moduleNamed(module) };
	}

	private moduleNamed = (module: string) => moduleNamed(this.zoho.org().modules, module)!;
}
