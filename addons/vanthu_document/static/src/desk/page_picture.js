import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";

import { getPicture, hasPicture } from "./page_cache";

/** The first page of a document as a picture; a tap opens the whole letter. */
export class PagePicture extends Component {
    static template = "vanthu_document.PagePicture";
    static props = { files: Array, onOpen: Function };

    setup() {
        this.state = useState({ address: "", failed: false });
        onWillStart(() => void this.load(this.props));
        onWillUpdateProps((next) => {
            if (choose(next.files)?.id !== this.file?.id) {
                this.load(next);
            }
        });
    }

    get name() {
        return this.file?.name || "";
    }

    async load({ files }) {
        const file = choose(files);
        Object.assign(this.state, { address: "", failed: !file });
        this.file = file;
        try {
            const address = file && (await getPicture(file));
            if (this.file === file) {
                this.state.address = address || "";
            }
        } catch {
            if (this.file === file) {
                this.state.failed = true;
            }
        }
    }
}

function choose(files) {
    return files.find(hasPicture) || files[0];
}
