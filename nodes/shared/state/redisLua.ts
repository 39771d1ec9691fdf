import { BUCKET_MS, LONGEST_WINDOW_MS } from './rollingWindow';

/** So long what was counted is known again, should it be told twice because its answer was lost. */
const TOLD_MS = 60 * 60_000;

/**
 * The Lua that scripts share: each script is put together from these. ARGV[1] is the time (epoch ms) that a test
 * gives, or '' for the server's own clock, which all processes share. Lives are written into the values
 * ('expires:rest') and judged by that time; PEXPIRE only clears away what nobody asks for again.
 * Writing after TIME needs Redis 5 or newer, where scripts replicate by effect:
 * https://redis.io/docs/latest/develop/programmability/eval-intro/#script-replication
 */
export const CLOCK = `
local function clock()
	if ARGV[1] ~= '' then return tonumber(ARGV[1]) end
	local time = redis.call('TIME')
	return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
local at = clock()
local function whole(number) return string.format('%.0f', number) end
local function exact(number) return string.format('%.17g', number) end
local function split(text)
	local colon = string.find(text, ':', 1, true)
	return tonumber(string.sub(text, 1, colon - 1)), string.sub(text, colon + 1)
end
local function living(key)
	local entry = redis.call('GET', key)
	if not entry then return false end
	local expires, rest = split(entry)
	return expires > at and rest
end
local function store(key, ttl, rest)
	redis.call('SET', key, whole(at + ttl) .. ':' .. rest, 'PX', whole(ttl))
end
`;

/** Hash of id → 'expires:amount'. */
export const HOLDINGS = `
local function held(key)
	local sum = 0
	local all = redis.call('HGETALL', key)
	for i = 1, #all, 2 do
		local expires, amount = split(all[i + 1])
		if expires > at then sum = sum + tonumber(amount) else redis.call('HDEL', key, all[i]) end
	end
	return sum
end
local function hold(key, id, amount, ttl)
	redis.call('HSET', key, id, whole(at + ttl) .. ':' .. exact(amount))
	if redis.call('PTTL', key) < ttl then redis.call('PEXPIRE', key, whole(ttl)) end
end
`;

/** Two hashes a counter: totals by bucket → 'first:total', small enough to add up for each reservation,
 *  and 'bucket:field' → amount, read only by who asks for the fields. */
export const COUNTERS = `
local function inside(bucket, window) return bucket + ${BUCKET_MS} > at - window end
local function forget_old(totals, fields)
	for _, bucket in ipairs(redis.call('HKEYS', totals)) do
		if not inside(tonumber(bucket), ${LONGEST_WINDOW_MS}) then redis.call('HDEL', totals, bucket) end
	end
	for _, name in ipairs(redis.call('HKEYS', fields)) do
		if not inside(split(name), ${LONGEST_WINDOW_MS}) then redis.call('HDEL', fields, name) end
	end
end
local function add(totals, fields, field, amount)
	if amount == 0 then return end
	local bucket = whole(at - at % ${BUCKET_MS})
	local first, total = at, 0
	local kept = redis.call('HGET', totals, bucket)
	if kept then first, total = split(kept) else forget_old(totals, fields) end
	redis.call('HSET', totals, bucket, whole(first) .. ':' .. exact(tonumber(total) + amount))
	local name = bucket .. ':' .. field
	local before = tonumber(redis.call('HGET', fields, name) or '0')
	redis.call('HSET', fields, name, exact(before + amount))
	redis.call('PEXPIRE', totals, ${LONGEST_WINDOW_MS + BUCKET_MS})
	redis.call('PEXPIRE', fields, ${LONGEST_WINDOW_MS + BUCKET_MS})
end
local function add_once(totals, fields, mark, field, amount)
	if amount == 0 or living(mark) then return end
	store(mark, ${TOLD_MS}, '')
	add(totals, fields, field, amount)
end
local function total_of(totals, window)
	local sum, since = 0, nil
	local all = redis.call('HGETALL', totals)
	for i = 1, #all, 2 do
		if inside(tonumber(all[i]), window) then
			local first, total = split(all[i + 1])
			sum = sum + tonumber(total)
			since = math.min(since or first, first)
		end
	end
	return sum, since and math.max(since, at - window)
end
`;
