package io.drey.server.result.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestSlotIndex {
    @Test
    void agreesWithAHashMap() {
        Random random = new Random(7);
        SlotIndex index = new SlotIndex();
        Map<Long, Integer> model = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            // Few distinct low halves, so that entries crowd and removals must move others.
            long key = random.nextInt(3000);
            long low = key % 37;
            switch (random.nextInt(3)) {
                case 0 -> {
                    index.remove(key, low);
                    model.remove(key);
                }
                default -> {
                    index.put(key, low, step);
                    model.put(key, step);
                }
            }
            long asked = random.nextInt(3000);
            assertThat(index.find(asked, asked % 37))
                    .isEqualTo(model.getOrDefault(asked, SlotIndex.NONE));
        }
        assertThat(index.size()).isEqualTo(model.size());
    }
}
