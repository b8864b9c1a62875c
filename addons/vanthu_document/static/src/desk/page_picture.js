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
            if (next.files[0]?.id !== this.file?.id) {
                this.load(next);
            }
        });
    }

    get name() {
        return this.props.files[0]?.name || "";
    }

    async load({ files }) {
        const file = files.find(hasPicture) || files[0];
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
