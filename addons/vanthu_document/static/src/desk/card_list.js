import { Component, useEffect, useRef } from "@odoo/owl";

import { Deadline } from "./card_head";

/** All cards of a pile beside the open one, where the screen has room for them. */
export class CardList extends Component {
    static template = "vanthu_document.DeskCardList";
    static components = { Deadline };
    static props = { cards: Array, currentId: [Number, Boolean], onOpen: Function };

    setup() {
        const rootRef = useRef("root");
        useEffect(
            () => {
                rootRef.el.querySelector(".active")?.scrollIntoView({ block: "nearest" });
            },
            () => [this.props.currentId]
        );
    }
}
