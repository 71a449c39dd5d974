package groovyinfra.compile;

import groovyinfra.author.Declaration;
import groovyinfra.author.Library;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;

/**
 * The names that the files of one program know without declaring them.
 *
 * @param libraries by the name that files use
 * @param global operations that need no prefix, by name
 * @param facts simple names
 * @param parameters by name: what the user can set
 */
record Names(
        Map<String, ClassNode> libraries,
        Map<String, GlobalOperation> global,
        Set<String> facts,
        Map<String, ClassNode> parameters) {

    /** An operation that needs no prefix, and how many arguments may stand without a name. */
    record GlobalOperation(ClassNode library, int positional) {}

    /** Those of the standard library; the program's own are added while it is read. */
    static Names of(StandardLibrary standard, ClassLoader loader) {
        Map<String, ClassNode> libraries = new LinkedHashMap<>();
        Map<String, GlobalOperation> global = new LinkedHashMap<>();
        Set<String> facts = new LinkedHashSet<>();
        Set<String> unprefixed = Set.copyOf(standard.global(loader));
        for (String name : standard.libraries().keySet()) {
            Class<? extends Library> type = standard.library(name, loader);
            ClassNode node = ClassHelper.make(type);
            if (unprefixed.contains(name)) {
                Declaration.of(type).forEach(it -> global.put(it.name(), new GlobalOperation(node, it.positional())));
            } else {
                libraries.put(name, node);
            }
        }
        standard.facts().forEach(it -> facts.add(it.substring(it.lastIndexOf('.') + 1)));
        return new Names(libraries, global, facts, new LinkedHashMap<>());
    }

    /** The names of the program that a file belongs to. */
    static Names of(ModuleNode module) {
        return module.getNodeMetaData(Names.class);
    }

    void attach(ModuleNode module) {
        module.putNodeMetaData(Names.class, this);
    }
}
