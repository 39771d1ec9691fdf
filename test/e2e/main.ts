import { parseArgs } from 'node:util';
import { browserStory } from './browser.story';
import { bulkStory } from './bulk.story';
import { examplesStory } from './examples.story';
import { whenInterrupted } from './interrupt';
import { liveStory } from './live.story';
import { olderStory } from './older.story';
import { peerStory } from './peer.story';
import { queueStory } from './queue.story';
import { Scene, type Story } from './scene';
import { triggerStory } from './trigger.story';
import { upsertStory } from './upsert.story';

const stories: Story[] = [
	upsertStory,
	examplesStory,
	liveStory,
	peerStory,
	triggerStory,
	bulkStory,
	browserStory,
	queueStory,
	olderStory,
];

/** `npm run test:e2e [-- --only NAME[,NAME]]`: exit code 1 when a check failed. */
async function main() {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const only = values.only?.split(',');
	const chosen = stories.filter(({ name }) => only === undefined || only.includes(name));
	const unknown = only?.filter((name) => !stories.some((story) => story.name === name)) ?? [];
	if (unknown.length > 0) {
		const names = stories.map(({ name }) => name).join(', ');
		throw new Error(`No story is called ${unknown.join(', ')}. There are: ${names}`);
	}
	let passed = 0;
	let failed = 0;
	for (const story of chosen) {
		const scene = await tell(story);
		passed += scene.passed;
		failed += scene.failed;
	}
	console.log(`\n${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

async function tell(story: Story): Promise<Scene> {
	console.log(`\n${story.name}: ${story.title}`);
	const scene = new Scene();
	const told = whenInterrupted(() => scene.close());
	try {
		await story.tell(scene);
	} catch (error) {
		scene.fail('the story was told to its end', error);
	}
	if (scene.failed > 0) await scene.showExhibits();
	await scene.close();
	told();
	return scene;
}

void main().catch((error) => {
	console.error(error);
	process.exit(1);
});
