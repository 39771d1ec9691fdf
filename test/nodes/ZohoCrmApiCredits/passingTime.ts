/** n8n's clock, made to run ahead. The memory store keeps the function it finds, so this comes before the first run. */
export function passingTime(): { later(ms: number): void } {
	const real = Date.now.bind(Date);
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	return {
		later(ms) {
			ahead += ms;
		},
	};
}
