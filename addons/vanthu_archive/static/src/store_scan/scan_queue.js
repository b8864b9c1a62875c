/**
 * Handles one code after the other, in the order in which they were scanned: a hand scanner is
 * faster than the network.
 */
export class ScanQueue {
    /** @param {(code: string) => Promise} handle what to do with a code */
    constructor(handle) {
        this.handle = handle;
        this.last = Promise.resolve();
    }

    /**
     * @param {string} text as it was scanned or typed
     * @returns {Promise} when this code was handled
     */
    add(text) {
        const code = (text || "").trim();
        if (code) {
            // One that failed does not keep back those after it.
            this.last = this.last.catch(() => {}).then(() => this.handle(code));
        }
        return this.last;
    }
}
