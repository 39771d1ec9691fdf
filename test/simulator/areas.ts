import { apisRoutes } from './apis';
import { compositeRoutes } from './composite';
import type { SendSub } from './compositeRun';
import { orgRoutes } from './orgRoutes';
import { recordRoutes } from './records';
import type { Route } from './route';
import { settingsRoutes } from './settings';
import { staffRoutes } from './staffRoutes';
import { userRoutes } from './userRoutes';

/**
 * Every endpoint; the most literal path wins, whatever the order. A new area adds its routes here. `send` serves the
 * sub-requests of composites.
 */
export function allRoutes(send: SendSub): Route[] {
	const routes: Route[] = [
		...[...orgRoutes, ...userRoutes, ...staffRoutes, ...settingsRoutes, ...recordRoutes],
		...compositeRoutes(send),
		...apisRoutes(() => routes),
	];
	return routes;
}
