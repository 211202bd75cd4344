package io.drey.model;

/**
 * A tutorial that ships with Drey.
 *
 * @param minutes how long it takes a newcomer
 */
public record TutorialInfo(String name, String title, String summary, int minutes, int order) {}
