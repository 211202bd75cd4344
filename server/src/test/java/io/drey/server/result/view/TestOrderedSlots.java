package io.drey.server.result.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestOrderedSlots {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithAPlainList(long seed) {
        Random random = new Random(seed);
        OrderedSlots slots = new OrderedSlots();
        List<Integer> model = new ArrayList<>();
        for (int step = 0; step < 40_000; step++) {
            boolean grows = step % 20_000 < 12_000;
            if (model.isEmpty() || random.nextInt(10) < (grows ? 7 : 2)) {
                model.add(slots.add(step));
            } else {
                slots.remove(model.remove(random.nextInt(model.size())));
            }
            if (slots.isSparse() && random.nextInt(50) == 0) {
                int[] moved = slots.renumber();
                model.replaceAll(slot -> moved[slot]);
            }
            if (step % 97 == 0 && !model.isEmpty()) {
                int k = random.nextInt(model.size());
                assertThat(slots.select(k)).isEqualTo(model.get(k));
                assertThat(slots.next(slots.select(k) + 1))
                        .isEqualTo(k + 1 < model.size() ? model.get(k + 1) : -1);
            }
        }
        assertThat(slots.live()).isEqualTo(model.size());
        List<Integer> all = new ArrayList<>();
        for (int slot = slots.next(0); slot >= 0; slot = slots.next(slot + 1)) {
            all.add(slot);
        }
        assertThat(all).isEqualTo(model);
    }
}
