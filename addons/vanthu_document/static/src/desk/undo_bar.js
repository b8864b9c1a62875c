import { Component, onWillUnmount, useState } from "@odoo/owl";

const TICK = 15000;
const SHOWN = 60000;

/** Says what was just decided and takes it back, for as long as the server allows it. */
export class UndoBar extends Component {
    static template = "vanthu_document.DeskUndoBar";
    static props = { recent: Array, onUndo: Function };

    setup() {
        this.state = useState({ now: Date.now(), open: false });
        const timer = setInterval(() => (this.state.now = Date.now()), TICK);
        onWillUnmount(() => clearInterval(timer));
    }

    /** The last decisions, the newest first. */
    get list() {
        return [...this.props.recent].reverse().filter((recent) => this.isFresh(recent));
    }

    /** What cannot be taken back is shown for a moment only. */
    isFresh(recent) {
        const isSent = recent.state !== "waiting";
        return this.canUndo(recent) || !isSent || this.state.now - recent.at < SHOWN;
    }

    getLeft({ undo_until }) {
        return undo_until ? Date.parse(`${undo_until.replace(" ", "T")}Z`) - this.state.now : 0;
    }

    canUndo(recent) {
        const canLeave = recent.state === "waiting" && !recent.isFinal;
        return canLeave || this.getLeft(recent) > 0;
    }

    getMinutes(recent) {
        return Math.ceil(this.getLeft(recent) / 60000);
    }

    async undo(recent) {
        await this.props.onUndo(recent);
        this.state.open &&= this.list.length > 0;
    }
}
