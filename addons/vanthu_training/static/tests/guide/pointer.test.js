import { describe, expect, test } from "@odoo/hoot";
import { resize } from "@odoo/hoot-dom";
import { findPlace, findSide } from "@vanthu_training/guide/pointer";

const SIZE = { width: 300, height: 100 };
const box = (left, top, width = 80, height = 30) => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
});
const covers = ({ left, top }, target) =>
    left < target.right &&
    left + SIZE.width > target.left &&
    top < target.bottom &&
    top + SIZE.height > target.top;

describe("on a desktop", () => {
    test("the wanted side is kept where bubble and tip find room", async () => {
        await resize({ width: 1366, height: 768 });
        for (const side of ["top", "bottom", "left", "right"]) {
            expect(findSide(box(600, 350), side)).toBe(side);
        }
    });

    test("at the edge the bubble goes to the other side", async () => {
        await resize({ width: 1366, height: 768 });
        expect(findSide(box(600, 40), "top")).toBe("bottom");
        expect(findSide(box(600, 720), "bottom")).toBe("top");
        expect(findSide(box(1200, 350), "right")).toBe("top");
        expect(findSide(box(40, 100), "left")).toBe("bottom");
    });

    test("a screen full of it leaves the wanted side", async () => {
        await resize({ width: 1366, height: 768 });
        expect(findSide(box(0, 0, 1366, 768), "right")).toBe("right");
    });
});

describe("on a phone", () => {
    test("a field as wide as the screen is spoken of from above or below", async () => {
        await resize({ width: 390, height: 844 });
        expect(findSide(box(16, 400, 358), "right")).toBe("top");
        expect(findSide(box(16, 90, 358), "right")).toBe("bottom");
    });

    test("the bubble stays on the screen and beside what it points to", async () => {
        await resize({ width: 390, height: 844 });
        for (const top of [50, 200, 400, 600, 800]) {
            for (const left of [0, 150, 300]) {
                const target = box(left, top);
                const place = findPlace(target, SIZE, findSide(target, "bottom"));
                expect(place.left).toBeWithin(0, 390 - SIZE.width);
                expect(place.top).toBeWithin(0, 844 - SIZE.height);
                expect(covers(place, target)).toBe(false);
            }
        }
    });
});
