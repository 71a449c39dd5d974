package groovyinfra.compile

import groovy.transform.CompileStatic

/** A node of a random program: what it is, a word and a number, and what it is made of. */
@CompileStatic
class Sketch {
    final String kind
    final String word
    final int number
    final List<Sketch> parts

    Sketch(String kind, String word, int number, List<Sketch> parts) {
        this.kind = kind
        this.word = word
        this.number = number
        this.parts = parts
    }

    Sketch with(List<Sketch> others) {
        new Sketch(kind, word, number, others)
    }

    Sketch getAt(int index) {
        parts[index]
    }

    int size() {
        1 + (parts.sum { Sketch it -> it.size() } as Integer ?: 0)
    }

    /** All nodes of this kind. */
    List<Sketch> all(String kind) {
        (this.kind == kind ? [this] : []) + parts.collectMany { it.all(kind) }
    }

    /** Whether there are nodes of these kinds, each inside the one before. */
    boolean nests(String... kinds) {
        kinds.length == 0 || all(kinds[0]).any { it.parts.any { part -> part.nests(kinds.tail()) } || kinds.length == 1 }
    }

    @Override
    String toString() {
        "$kind $word $number $parts"
    }

    /** The same program with one statement less, or one block replaced by what is in it: every way to do so. */
    List<Sketch> smaller() {
        List<Sketch> result = []
        for (int i = 0; i < parts.size(); i++) {
            if (kind == 'block') {
                result << with(parts[0..<i] + parts.drop(i + 1))
                for (Sketch inner : parts[i].parts) {
                    if (inner.kind == 'block') {
                        result << with(parts[0..<i] + inner.parts + parts.drop(i + 1))
                    }
                }
            }
            for (Sketch less : parts[i].smaller()) {
                result << with(parts[0..<i] + [less] + parts.drop(i + 1))
            }
        }
        result
    }
}
