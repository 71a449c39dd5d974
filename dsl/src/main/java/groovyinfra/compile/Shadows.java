package groovyinfra.compile;

import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.SourceUnit;

/** Names of a deploy file that would hide a library or a parameter. */
final class Shadows extends ClassCodeVisitorSupport {
    private final ModuleNode module;
    private final Names names;

    Shadows(ModuleNode module, Names names) {
        this.module = module;
        this.names = names;
    }

    void check() {
        module.getClasses().forEach(this::visitClass);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return module.getContext();
    }

    @Override
    public void visitMethod(MethodNode method) {
        shadows(method, method.getName(), names.libraries().containsKey(method.getName()));
        for (Parameter parameter : method.getParameters()) {
            shadows(parameter, parameter.getName(), isKnown(parameter.getName()));
        }
        super.visitMethod(method);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        if (closure.isParameterSpecified()) {
            for (Parameter parameter : closure.getParameters()) {
                shadows(parameter, parameter.getName(), isKnown(parameter.getName()));
            }
        }
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        Parameter variable = loop.getValueVariable();
        if (variable != null && variable.getLineNumber() > 0) {
            shadows(variable, variable.getName(), isKnown(variable.getName()));
        }
        super.visitForLoop(loop);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        List<Expression> variables = declaration.isMultipleAssignmentDeclaration()
                ? declaration.getTupleExpression().getExpressions()
                : List.of(declaration.getLeftExpression());
        for (Expression variable : variables) {
            if (variable instanceof VariableExpression named) {
                shadows(named, named.getName(), isKnown(named.getName()));
            }
        }
        super.visitDeclarationExpression(declaration);
    }

    private boolean isKnown(String name) {
        return names.libraries().containsKey(name) || isParameter(name);
    }

    /** Libraries do not see parameters. */
    private boolean isParameter(String name) {
        return names.parameters().containsKey(name)
                && Preparation.source(module).script();
    }

    private void shadows(ASTNode node, String name, boolean known) {
        if (known && node.getLineNumber() > 0) {
            String what = isParameter(name) ? "parameter" : "library";
            CompileProblem.at(
                            node,
                            "Name shadows a " + what,
                            "'" + name + "' would hide the " + what + " '" + name + "'",
                            "Choose another name")
                    .report(getSourceUnit());
        }
    }
}
