import { CLOCK, COUNTERS, HOLDINGS } from './redisLua';

const VALUES = {
	readValue: { numberOfKeys: 1, lua: `${CLOCK} return living(KEYS[1])` },
	writeValue: { numberOfKeys: 1, lua: `${CLOCK} store(KEYS[1], tonumber(ARGV[2]), ARGV[3])` },
	/** KEYS value, lock; ARGV time, lock life, token. */
	claimFlight: {
		numberOfKeys: 2,
		lua: `${CLOCK}
local value = living(KEYS[1])
if value then return { 'value', value } end
if living(KEYS[2]) then return { 'wait' } end
store(KEYS[2], tonumber(ARGV[2]), ARGV[3])
return { 'make' }`,
	},
	/** KEYS value, lock; ARGV time, life, JSON, token. */
	landFlight: {
		numberOfKeys: 2,
		lua: `${CLOCK}
store(KEYS[1], tonumber(ARGV[2]), ARGV[3])
if living(KEYS[2]) == ARGV[4] then redis.call('DEL', KEYS[2]) end`,
	},
	/** KEYS lock; ARGV time, lock life (0 gives it up), token. */
	holdFlight: {
		numberOfKeys: 1,
		lua: `${CLOCK}
if living(KEYS[1]) ~= ARGV[3] then return end
if ARGV[2] == '0' then redis.call('DEL', KEYS[1]) else store(KEYS[1], tonumber(ARGV[2]), ARGV[3]) end`,
	},
	markSeen: {
		numberOfKeys: 1,
		lua: `${CLOCK}
if living(KEYS[1]) then return 0 end
store(KEYS[1], tonumber(ARGV[2]), '')
return 1`,
	},
};

const AMOUNTS = {
	/** KEYS totals, fields, mark; ARGV time, field, amount. */
	countAmount: {
		numberOfKeys: 3,
		lua: `${CLOCK}${COUNTERS} add_once(KEYS[1], KEYS[2], KEYS[3], ARGV[2], tonumber(ARGV[3]))`,
	},
	/** KEYS totals, fields; ARGV time, window. Answers total, since or '', field, amount, field, amount … */
	readCounts: {
		numberOfKeys: 2,
		lua: `${CLOCK}${COUNTERS}
local window = tonumber(ARGV[2])
local total, since = total_of(KEYS[1], window)
local sums = {}
local all = redis.call('HGETALL', KEYS[2])
for i = 1, #all, 2 do
	local bucket, field = split(all[i])
	if inside(bucket, window) then sums[field] = (sums[field] or 0) + tonumber(all[i + 1]) end
end
local answer = { exact(total), since and whole(since) or '' }
for field, amount in pairs(sums) do
	answer[#answer + 1] = field
	answer[#answer + 1] = exact(amount)
end
return answer`,
	},
	/** KEYS totals, reservations; ARGV time, amount, limit, window, life, id. Answers 1 or 0, what is available. */
	reserveAmount: {
		numberOfKeys: 2,
		lua: `${CLOCK}${COUNTERS}${HOLDINGS}
local amount = tonumber(ARGV[2])
local available = tonumber(ARGV[3]) - total_of(KEYS[1], tonumber(ARGV[4])) - held(KEYS[2])
if amount > available then return { 0, exact(math.max(0, available)) } end
hold(KEYS[2], ARGV[6], amount, tonumber(ARGV[5]))
return { 1 }`,
	},
	/** KEYS totals, fields, reservations, mark; ARGV time, id, field, amount. */
	settleAmount: {
		numberOfKeys: 4,
		lua: `${CLOCK}${COUNTERS}
redis.call('HDEL', KEYS[3], ARGV[2])
add_once(KEYS[1], KEYS[2], KEYS[4], ARGV[3], tonumber(ARGV[4]))`,
	},
	/** KEYS leases; ARGV time, weight, limit, life, id. */
	takeLease: {
		numberOfKeys: 1,
		lua: `${CLOCK}${HOLDINGS}
local weight = tonumber(ARGV[2])
if held(KEYS[1]) + weight > tonumber(ARGV[3]) then return 0 end
hold(KEYS[1], ARGV[5], weight, tonumber(ARGV[4]))
return 1`,
	},
	dropLease: { numberOfKeys: 1, lua: `redis.call('HDEL', KEYS[1], ARGV[2])` },
};

/** Everything that must not be torn apart is one script. ARGV[1] is always the time, see redisLua.ts. */
export const redisScripts = { ...VALUES, ...AMOUNTS };

export type RedisScript = keyof typeof redisScripts;
