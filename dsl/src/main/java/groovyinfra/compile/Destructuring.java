package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.declS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import groovyinfra.author.Open;
import java.util.ListIterator;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;

/** Lets {@code def (name, port) = host.data.pair} compile statically, where Groovy wants a literal list on the right. */
final class Destructuring extends ClassCodeVisitorSupport {
    private final ModuleNode module;
    private int count;

    private Destructuring(ModuleNode module) {
        this.module = module;
    }

    static void rewrite(ModuleNode module) {
        Destructuring visitor = new Destructuring(module);
        module.getClasses().forEach(visitor::visitClass);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return module.getContext();
    }

    @Override
    public void visitBlockStatement(BlockStatement block) {
        ListIterator<Statement> statements = block.getStatements().listIterator();
        while (statements.hasNext()) {
            if (statements.next() instanceof ExpressionStatement statement
                    && statement.getExpression() instanceof DeclarationExpression declaration
                    && declaration.isMultipleAssignmentDeclaration()
                    && !(declaration.getRightExpression() instanceof ListExpression)) {
                String whole = "parts$" + count++;
                Statement first = declS(varX(whole), declaration.getRightExpression());
                first.setSourcePosition(statement);
                statements.previous();
                statements.add(first);
                statements.next();
                declaration.setRightExpression(parts(declaration, whole));
            }
        }
        super.visitBlockStatement(block);
    }

    private static Expression parts(DeclarationExpression declaration, String whole) {
        ListExpression parts = new ListExpression();
        for (int i = 0; i < declaration.getTupleExpression().getExpressions().size(); i++) {
            Expression part = callX(classX(ClassHelper.make(Open.class)), "part", args(varX(whole), constX(i, true)));
            part.setSourcePosition(declaration.getRightExpression());
            parts.addExpression(part);
        }
        parts.setSourcePosition(declaration.getRightExpression());
        return parts;
    }
}
