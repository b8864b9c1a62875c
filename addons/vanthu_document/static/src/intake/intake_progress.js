import { Component, useState } from "@odoo/owl";

/** What happens to each file that was dropped, with a sentence for each that failed. */
export class IntakeProgress extends Component {
    static template = "vanthu_document.IntakeProgress";
    static props = { uploader: Object };

    setup() {
        this.state = useState(this.props.uploader.state);
    }

    get done() {
        return this.state.items.filter((item) => item.state === "done").length;
    }

    get failed() {
        return this.state.items.filter((item) => item.state === "failed");
    }
}
