import assert from 'node:assert/strict';
import { Fields, Modules, ParameterMap } from '@zohocrm/typescript-sdk-8.0';
import { openSdkWorld, understood } from './world';

/** The fields of every module that the org has. */
export async function fields() {
	const world = await openSdkWorld();
	try {
		const modules = world.simulator.zoho.org().modules;
		for (const [name, { schema }] of modules) {
			if (!schema.apiSupported) continue;
			const module = new ParameterMap();
			await module.add(Fields.GetFieldsParam.MODULE, name);
			const answer = await new Fields.FieldsOperations().getFields(module);
			const read = understood(answer, 200, Fields.ResponseWrapper).getFields();
			assert.ok(read.length > 0, name);
			for (const field of read) assert.ok(field.getAPIName() && field.getDataType(), name);
		}
		const leads = new ParameterMap();
		await leads.add(Fields.GetFieldsParam.MODULE, 'Leads');
		const answer = await new Fields.FieldsOperations().getFields(leads);
		const list = understood(answer, 200, Fields.ResponseWrapper).getFields();
		const field = (name: string) => list.find((one) => one.getAPIName() === name);
		assert.equal(field('Last_Name')?.getSystemMandatory(), true);
		const options = field('Rating')
			?.getPickListValues()
			.map((one) => one.getActualValue());
		assert.deepEqual(options?.slice(-2), ['Project Cancelled', 'Shut Down']);
		const unknown = new ParameterMap();
		await unknown.add(Fields.GetFieldsParam.MODULE, 'Sprockets');
		const refusal = await new Fields.FieldsOperations().getFields(unknown);
		const exception = understood(refusal, 400, Fields.APIException);
		assert.equal(exception.getCode().getValue(), 'INVALID_MODULE');
	} finally {
		await world.close();
	}
}

/** The list of modules, and each of them alone. */
export async function modules() {
	const world = await openSdkWorld();
	try {
		const operations = new Modules.ModulesOperations();
		const list = understood(await operations.getModules(), 200, Modules.ResponseWrapper);
		const names = list.getModules().map((module) => module.getAPIName());
		assert.ok(names.includes('Leads') && names.includes('Contacts'));
		for (const name of names) {
			const answer = await operations.getModuleByAPIName(name);
			const [module] = understood(answer, 200, Modules.ResponseWrapper).getModules();
			assert.equal(module.getAPIName(), name);
			assert.ok(module.getGeneratedType().getValue());
			assert.equal(typeof module.getAPISupported(), 'boolean');
		}
	} finally {
		await world.close();
	}
}
