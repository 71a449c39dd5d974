package groovyinfra.compile;

import groovy.transform.CompileDynamic;
import groovy.transform.CompileStatic;
import groovyinfra.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.tools.GeneralUtils;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes what users write ready for the compiler, right after it was parsed: parameters and libraries become getters, included
 * files get their class names, classes are compiled statically unless they say otherwise; what cannot be meant is reported.
 */
final class Preparation extends CompilationCustomizer {
    private final CompilationUnit unit;
    private final Sources sources;
    private final Names names;
    private final List<Image.DeclaredParam> parameters = new ArrayList<>();
    private boolean done;

    Preparation(CompilationUnit unit, Sources sources, Names names) {
        super(CompilePhase.CONVERSION);
        this.unit = unit;
        this.sources = sources;
        this.names = names;
    }

    List<Image.DeclaredParam> parameters() {
        return List.copyOf(parameters);
    }

    /** All files are parsed when the first class comes here; they are prepared together, since they know each other. */
    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        if (done) {
            return;
        }
        done = true;
        List<ModuleNode> modules = unit.getAST().getModules();
        ownLibraries(modules);
        ParamGetters getters = new ParamGetters(names, parameters);
        modules.stream().filter(Preparation::isScript).forEach(getters::declare);
        modules.stream().filter(Preparation::isScript).forEach(getters::share);
        Set<String> own = modules.stream()
                .flatMap(module -> module.getClasses().stream())
                .map(ClassNode::getNameWithoutPackage)
                .collect(Collectors.toSet());
        for (ModuleNode module : modules) {
            names.attach(module);
            statements(module);
            Includes.resolve(module, sources);
            new Lint(module, names, own).check();
            Destructuring.rewrite(module);
            Operators.rewrite(module);
            LibraryGetters.add(module, names, source(module).text());
            DoubtScopes.add(module, names);
            module.getClasses().forEach(it -> compileStatically(it, module));
        }
    }

    static Source source(ModuleNode module) {
        return ((UserSource) module.getContext()).file();
    }

    private static boolean isScript(ModuleNode module) {
        return source(module).script() && module.getClasses().stream().anyMatch(ClassNode::isScript);
    }

    /** Of a file that has nothing but classes there would be nothing to evaluate; one with a method main is a class to Groovy. */
    private static void statements(ModuleNode module) {
        if (source(module).script() && !isScript(module)) {
            ClassNode type = module.getClasses().getFirst();
            boolean written = type.getLineNumber() > 0;
            String name = written ? type.getNameWithoutPackage() : "main";
            CompileProblem.at(
                            written ? type : type.getMethods(name).getFirst(),
                            "File has no statements",
                            "it declares " + name + ", and does nothing on a host",
                            written
                                    ? "Put it into lib/" + name + ".groovy, and write statements here"
                                    : "Write what is in it without a method around it")
                    .report(module.getContext());
        }
    }

    /** One may extend another, whichever is read first. */
    private void ownLibraries(List<ModuleNode> modules) {
        List<ClassNode> left = new ArrayList<>();
        modules.stream().filter(it -> !source(it).script()).forEach(it -> left.addAll(it.getClasses()));
        left.removeIf(this::shadows);
        while (left.removeIf(it -> LibraryGetters.isLibrary(it, names) && (shadows(it) || added(it)))) {
            left.removeIf(this::shadows);
        }
    }

    private boolean added(ClassNode library) {
        names.libraries().put(Declared.prefix(library), library);
        return true;
    }

    private boolean shadows(ClassNode type) {
        String name = Declared.prefix(type);
        if (!names.libraries().containsKey(name)) {
            return false;
        }
        CompileProblem.at(
                        type,
                        "Name shadows a library",
                        "class " + type.getNameWithoutPackage() + " would hide the library '" + name + "'",
                        "Give the class another name")
                .report(type.getModule().getContext());
        return true;
    }

    private static void compileStatically(ClassNode type, ModuleNode module) {
        boolean dynamic = optsOut(type) || (type.isScript() && optsOut(module));
        if (!dynamic && type.getOuterClass() == null) {
            AnnotationNode annotation = new AnnotationNode(ClassHelper.make(CompileStatic.class));
            annotation.setMember("extensions", GeneralUtils.constX(DeployTypes.class.getName()));
            type.addTransform(UserCompilation.class, annotation);
            type.addAnnotation(annotation);
        }
    }

    /** A script has no place for the annotation but its first import or its package; the compiler knows it of classes only. */
    private static boolean optsOut(ModuleNode module) {
        List<AnnotatedNode> places = new ArrayList<>(module.getImports());
        Optional.ofNullable(module.getPackage()).ifPresent(places::add);
        List<AnnotatedNode> found = places.stream().filter(Preparation::optsOut).toList();
        found.forEach(it -> it.getAnnotations().removeIf(Preparation::isCompileDynamic));
        return !found.isEmpty();
    }

    private static boolean optsOut(AnnotatedNode node) {
        return node.getAnnotations().stream().anyMatch(Preparation::isCompileDynamic);
    }

    private static boolean isCompileDynamic(AnnotationNode annotation) {
        String name = annotation.getClassNode().getName();
        return name.equals(CompileDynamic.class.getSimpleName()) || name.equals(CompileDynamic.class.getName());
    }

    /** The attempt of a problem about a name that is not known. */
    static String attempt(String given, java.util.Collection<String> known, String otherwise) {
        return Suggestion.nearest(given, known)
                .map(it -> "Did you mean '" + it + "'?")
                .orElse(otherwise);
    }
}
