import { readPdf } from "@vanthu_document/pdf/read_pdf";
import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";
import { registry } from "@web/core/registry";

import { Component, onMounted, useRef, useState } from "@odoo/owl";

const STAMP_WIDTH_MM = 50;
const STAMP_HEIGHT_MM = 35;
const POINTS_PER_MM = 72 / 25.4;
const A4_MM = [210, 297];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The first page with the stamp as a box that is dragged or moved with the arrow keys. */
export class StampDialog extends Component {
    static template = "vanthu_document.StampDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        url: String,
        isImage: Boolean,
        number: String,
        date: String,
        organName: String,
        x: Number,
        y: Number,
        onConfirm: Function,
    };

    setup() {
        this.title = _t("Place of the arrival stamp");
        this.pageRef = useRef("page");
        this.canvasRef = useRef("canvas");
        this.boxRef = useRef("box");
        this.state = useState({
            x: this.props.x, y: this.props.y, width: A4_MM[0], height: A4_MM[1], error: "",
        });
        onMounted(() => (this.props.isImage ? this.boxRef.el.focus() : this.drawPage()));
    }

    async drawPage() {
        try {
            // The rest of the file is not wanted: once stamped, it is another file.
            await readPdf(this.props.url, (pdf) => this.drawFirst(pdf), { disableAutoFetch: true });
        } catch {
            this.state.error = _t("The page cannot be shown; the stamp can still be placed.");
        }
        this.boxRef.el?.focus();
    }

    async drawFirst(pdf) {
        const page = await pdf.getPage(1);
        const natural = page.getViewport({ scale: 1 });
        const unit = page.userUnit || 1;
        this.state.width = (natural.width * unit) / POINTS_PER_MM;
        this.state.height = (natural.height * unit) / POINTS_PER_MM;
        const scale = (this.pageRef.el.clientWidth * devicePixelRatio) / natural.width;
        const viewport = page.getViewport({ scale });
        const canvas = this.canvasRef.el;
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
        this.moveTo(this.state.x, this.state.y);
    }

    get pageStyle() {
        const { width, height } = this.state;
        // The whole page is in sight, below it the buttons.
        return `aspect-ratio: ${width} / ${height}; max-width: calc((100vh - 16rem) * ${
            width / height
        })`;
    }

    get boxStyle() {
        const { x, y, width, height } = this.state;
        return [
            `left: ${(100 * x) / width}%`,
            `top: ${(100 * y) / height}%`,
            `width: ${(100 * STAMP_WIDTH_MM) / width}%`,
            `height: ${(100 * STAMP_HEIGHT_MM) / height}%`,
        ].join(";");
    }

    get place() {
        return _t("%(x)s mm from the left, %(y)s mm from the top", {
            x: Math.round(this.state.x),
            y: Math.round(this.state.y),
        });
    }

    /** Keeps the whole stamp on the page. */
    moveTo(x, y) {
        const inside = (value, most) => Math.min(Math.max(value, 0), Math.max(most, 0));
        this.state.x = inside(x, this.state.width - STAMP_WIDTH_MM);
        this.state.y = inside(y, this.state.height - STAMP_HEIGHT_MM);
    }

    onKeydown(ev) {
        const arrow = ARROWS[ev.key];
        if (arrow) {
            const step = ev.shiftKey ? 10 : 1;
            this.moveTo(this.state.x + arrow[0] * step, this.state.y + arrow[1] * step);
            ev.preventDefault();
            ev.stopPropagation();
        } else if (ev.key === "Enter") {
            this.confirm();
        }
    }

    onPointerdown(ev) {
        this.start = { left: ev.clientX, top: ev.clientY, x: this.state.x, y: this.state.y };
        this.boxRef.el.setPointerCapture(ev.pointerId);
    }

    onPointermove(ev) {
        if (!this.start) {
            return;
        }
        const mm = this.state.width / this.pageRef.el.clientWidth;
        this.moveTo(
            this.start.x + (ev.clientX - this.start.left) * mm,
            this.start.y + (ev.clientY - this.start.top) * mm
        );
    }

    onPointerup() {
        this.start = null;
    }

    async confirm() {
        if (this.isConfirmed) {
            return;
        }
        this.isConfirmed = true;
        try {
            await this.props.onConfirm(this.state.x, this.state.y);
            this.props.close();
        } finally {
            this.isConfirmed = false;
        }
    }
}

/** Client action: ask for the place, draw the stamp there, show the document again. */
function openStampDialog({ services }, { params }) {
    let isStamped = false;
    const onConfirm = async (x, y) => {
        const drawn = await services.orm.call("vanthu.document", "action_stamp", [
            [params.document_id], x, y,
        ]);
        isStamped = true;
        if (!drawn) {
            services.notification.add(_t("The file is large; the stamp is drawn soon."));
        }
    };
    const onClose = () => isStamped && services.action.doAction("soft_reload");
    services.dialog.add(StampDialog, { ...params.page, onConfirm }, { onClose });
}

registry.category("actions").add("vanthu_document.stamp", openStampDialog);
