import { Component, useState } from "@odoo/owl";

/** Two places to drop files: a document for each file, or one document for all. */
export class IntakeDropzone extends Component {
    static template = "vanthu_document.IntakeDropzone";
    static props = { ref: Object, onDropFiles: Function };

    setup() {
        this.state = useState({ over: "" });
        const { top, left, width, height } = this.props.ref.el.getBoundingClientRect();
        this.style = `top:${top}px;left:${left}px;width:${width}px;height:${height}px;`;
    }

    drop(ev, together) {
        ev.preventDefault();
        this.props.onDropFiles([...ev.dataTransfer.files], together);
    }
}
