package groovyinfra.compile;

import groovyinfra.author.Global;
import groovyinfra.author.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What deploy files can use without a word: libraries and facts that are listed in an index on the class path.
 *
 * @param libraries their names in deploy files to their class names
 * @param facts class names
 */
record StandardLibrary(Map<String, String> libraries, List<String> facts) {
    /** Each line has a kind and a class. */
    static final String INDEX = "META-INF/groovy-infra/library.index";

    /** Reads the indexes. */
    static StandardLibrary of(ClassLoader loader) {
        Map<String, String> libraries = new LinkedHashMap<>();
        List<String> facts = new ArrayList<>();
        for (String line : lines(loader)) {
            String[] words = line.split(" ", 2);
            if (words.length > 1 && loader.getResource(words[1].replace('.', '/') + ".class") != null) {
                if (words[0].equals("library")) {
                    libraries.put(name(words[1]), words[1]);
                } else {
                    facts.add(words[1]);
                }
            }
        }
        return new StandardLibrary(libraries, facts);
    }

    private static List<String> lines(ClassLoader loader) {
        List<String> lines = new ArrayList<>();
        try {
            for (URL index : Collections.list(loader.getResources(INDEX))) {
                try (InputStream in = index.openStream()) {
                    lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static String name(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    /** The class of a library. */
    Class<? extends Library> library(String name, ClassLoader loader) {
        return load(libraries.get(name), loader).asSubclass(Library.class);
    }

    /** The names of the libraries whose operations need no prefix. */
    List<String> global(ClassLoader loader) {
        return libraries.keySet().stream()
                .filter(it -> library(it, loader).isAnnotationPresent(Global.class))
                .toList();
    }

    /** A class from where the standard library is; nothing where there is none. */
    static Optional<Class<?>> place(ClassLoader loader) {
        return lines(loader).stream()
                .map(it -> it.split(" ", 2)[1])
                .filter(it -> loader.getResource(it.replace('.', '/') + ".class") != null)
                .findFirst()
                .map(it -> load(it, loader));
    }

    /** A class by its name. */
    static Class<?> load(String className, ClassLoader loader) {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the index names a class that is not there: " + className, e);
        }
    }
}
