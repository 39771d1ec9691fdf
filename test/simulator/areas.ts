import { apisRoutes } from './apis';
import { blueprintRoutes } from './blueprint';
import { compositeRoutes } from './composite';
import type { Backstage } from './backstage';
import { bulkReadRoutes } from './bulkRead';
import { bulkWriteRoutes } from './bulkWrite';
import type { SendSub } from './compositeRun';
import { convertRoute } from './convertLead';
import { fileRoutes } from './fileRoutes';
import { noteRoutes } from './noteRoutes';
import { notificationRoutes } from './notifications';
import { orgRoutes } from './orgRoutes';
import { recordRoutes } from './records';
import { relatedRoutes } from './relatedRoutes';
import type { Route } from './route';
import { settingsRoutes } from './settings';
import { staffRoutes } from './staffRoutes';
import { tagRoutes } from './tagRoutes';
import { userRoutes } from './userRoutes';

/**
 * Every endpoint; the most literal path wins, whatever the order. A new area adds its routes here. `send` serves the
 * sub-requests of composites, `backstage` the areas that go on after their answer.
 */
export function allRoutes(send: SendSub, backstage: Backstage): Route[] {
	const routes: Route[] = [
		...[...orgRoutes, ...userRoutes, ...staffRoutes, ...settingsRoutes, ...recordRoutes],
		...[
			...noteRoutes,
			...relatedRoutes,
			...tagRoutes,
			...blueprintRoutes,
			convertRoute,
			...fileRoutes,
		],
		...compositeRoutes(send),
		...notificationRoutes(backstage),
		...bulkReadRoutes(backstage),
		...bulkWriteRoutes(backstage),
		...apisRoutes(() => routes),
	];
	return routes;
}
