import fc from 'fast-check';
import type { Act } from './act';
import { checkComplete } from './trigger/completeness';
import { someInRedis } from './queue/ownRedis';
import { form } from './trigger/form';
import { steps } from './trigger/step';
import type { TriggerWish } from './trigger/story';
import { openTriggerStory } from './trigger/story';
import { checkOnce, checkTruth } from './trigger/truth';
import { checkChannels, checkCredits, checkEnd, checkQuiet } from './trigger/upkeep';

const forms = fc.tuple(form, form);

export const triggerAct: Act<TriggerWish> = {
	name: 'Notification Trigger',
	share: 40,
	wish: fc.record({
		forms: fc.tuple(forms, forms),
		keepsState: fc.oneof(
			{ weight: 3, arbitrary: fc.constant(true) },
			{ weight: 1, arbitrary: fc.constant(false) },
		),
		steps,
		redis: someInRedis('event', 'event', 'event', 'any', 'spending', 'place'),
	}),
	async play(given) {
		const wish = given.redis ? { ...given, keepsState: true } : given;
		const story = await openTriggerStory(wish);
		try {
			await story.do({ does: 'publish', workflow: 0 });
			for (const step of wish.steps) {
				await story.do(step);
				checkChannels(story);
			}
			await story.mend();
			checkTruth(story);
			// What a lost Redis knew nobody does: what was told, and what was missed.
			const wasLost = story.redis?.troubles.hasCome === true;
			if (!wasLost) checkOnce(story);
			checkComplete(story, wish.keepsState && !wasLost);
			await checkEnd(story);
			await checkCredits(story);
			checkQuiet(story);
		} finally {
			await story.close();
		}
	},
};
