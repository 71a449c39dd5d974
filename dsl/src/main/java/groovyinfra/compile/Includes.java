package groovyinfra.compile;

import java.util.Optional;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Puts the names of classes in place of the names of included files. */
final class Includes extends ClassCodeVisitorSupport {
    private final ModuleNode module;
    private final Sources sources;

    private Includes(ModuleNode module, Sources sources) {
        this.module = module;
        this.sources = sources;
    }

    static void resolve(ModuleNode module, Sources sources) {
        Includes includes = new Includes(module, sources);
        for (ClassNode type : module.getClasses()) {
            includes.visitClass(type);
        }
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return module.getContext();
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        if (call.isImplicitThis() && "include".equals(call.getMethodAsString())) {
            resolve(call);
        }
        super.visitMethodCallExpression(call);
    }

    private void resolve(MethodCallExpression call) {
        TupleExpression arguments = (TupleExpression) call.getArguments();
        Expression name = arguments.getExpressions().size() == 1 ? arguments.getExpression(0) : null;
        if (!(name instanceof ConstantExpression constant && constant.getValue() instanceof String file)) {
            CompileProblem.at(
                            call,
                            "Included file must be literal",
                            "all files of a program are compiled before it runs",
                            "Write include 'file.groovy'")
                    .report(getSourceUnit());
            return;
        }
        Optional<Source> included = sources.included(Preparation.source(module), file);
        if (included.isEmpty()) {
            String attempt = Preparation.attempt(
                    file, Sources.neighbours(Preparation.source(module).path()), "Name a file beside this one");
            CompileProblem.at(name, "Included file is missing", "there is no file '" + file + "' here", attempt)
                    .report(getSourceUnit());
            return;
        }
        ConstantExpression className = new ConstantExpression(included.get().className());
        className.setSourcePosition(name);
        arguments.getExpressions().set(0, className);
    }
}
