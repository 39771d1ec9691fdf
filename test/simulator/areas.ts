import { orgRoutes } from './orgRoutes';
import { recordRoutes } from './records';
import type { Route } from './route';
import { settingsRoutes } from './settings';
import { staffRoutes } from './staffRoutes';
import { userRoutes } from './userRoutes';

/** Every endpoint; the most literal path wins, whatever the order. A new area adds its routes here. */
export function allRoutes(): Route[] {
	return [...orgRoutes, ...userRoutes, ...staffRoutes, ...settingsRoutes, ...recordRoutes];
}
