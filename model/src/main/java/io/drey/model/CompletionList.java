package io.drey.model;

import java.util.List;

/**
 * What could stand at the caret, best first.
 *
 * @param from how many characters of the source stand before the text that an item replaces
 * @param isWhole false when there is more than is given, so that more letters want a new question
 */
public record CompletionList(int from, boolean isWhole, List<CompletionItem> items) {
    public CompletionList {
        items = List.copyOf(items);
    }
}
