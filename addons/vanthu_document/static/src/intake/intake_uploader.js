import { reactive } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

export const INTAKE_ROUTE = "/vanthu/intake";

/**
 * Sends files to the records office one after the other, so that one bad file stops no other.
 *
 * @param {object} env services: orm, and `createXhr` for tests
 */
export class IntakeUploader {
    constructor({ orm, createXhr = () => new window.XMLHttpRequest() }) {
        this.orm = orm;
        this.createXhr = createXhr;
        this.settings = null;
        this.state = reactive({ items: [], running: false });
    }

    /** Limit in bytes and accepted file extensions, asked for once. */
    async loadSettings() {
        this.settings ??= await this.orm.call("vanthu.document", "get_intake_settings", []);
        return this.settings;
    }

    /**
     * @param {File[]} files
     * @param {{ together?: boolean }} [options] `together` makes one document of all files
     * @returns {Promise<number[]>} ids of the documents that were made
     */
    async upload(files, { together = false } = {}) {
        const items = [...files].map((file) => ({
            name: file.name,
            progress: 0,
            state: "waiting",
            error: "",
        }));
        this.state.items = items;
        this.state.running = true;
        const documentIds = new Set();
        let target = together ? "new" : "";
        try {
            const { limit } = await this.loadSettings();
            for (const [index, file] of [...files].entries()) {
                const item = this.state.items[index];
                if (file.size > limit) {
                    this.fail(item, this.tooLarge(file, limit));
                    continue;
                }
                const documentId = await this.send(file, item, target);
                if (documentId) {
                    documentIds.add(documentId);
                    target = together ? String(documentId) : "";
                }
            }
        } finally {
            this.state.running = false;
        }
        return [...documentIds];
    }

    send(file, item, target) {
        item.state = "sending";
        const data = new FormData();
        data.append("csrf_token", odoo.csrf_token);
        data.append("ufile", file);
        data.append("document_id", target);
        return new Promise((resolve) => {
            const xhr = this.createXhr();
            const lost = () => {
                this.fail(item, _t("The connection was lost; drop this file once more."));
                resolve(false);
            };
            xhr.open("POST", INTAKE_ROUTE);
            xhr.upload.addEventListener("progress", (ev) => {
                item.progress = ev.total ? Math.round((100 * ev.loaded) / ev.total) : 0;
            });
            xhr.addEventListener("load", () => resolve(this.finish(xhr, item)));
            xhr.addEventListener("error", lost);
            xhr.addEventListener("abort", lost);
            xhr.send(data);
        });
    }

    finish(xhr, item) {
        let result;
        try {
            result = JSON.parse(xhr.responseText)[0];
        } catch {
            result = null;
        }
        if (xhr.status === 413) {
            return this.fail(item, _t("The file is larger than the server takes; scan it in parts."));
        }
        if (xhr.status !== 200 || !result) {
            return this.fail(item, _t("The server did not take this file; drop it once more."));
        }
        if (result.error) {
            return this.fail(item, result.error);
        }
        item.state = "done";
        item.progress = 100;
        return result.document_id;
    }

    fail(item, sentence) {
        item.state = "failed";
        item.error = sentence;
        return false;
    }

    tooLarge(file, limit) {
        const megabyte = 1024 * 1024;
        return _t(
            "The file %(name)s has %(size)s MB and the limit is %(limit)s MB: scan it at 200 dpi or in parts.",
            {
                name: file.name,
                size: Math.ceil(file.size / megabyte),
                limit: Math.floor(limit / megabyte),
            }
        );
    }

    clear() {
        this.state.items = [];
    }
}
