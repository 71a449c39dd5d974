package groovyinfra.compile;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.transform.sc.TemporaryVariableExpression;

/** Marks the calls in assignments and increments. */
@SuppressWarnings("ReferenceEquality") // a node is itself, whatever others look like
final class AssignmentMarker {
    private final CallMarker calls;
    private final Sited sited;

    AssignmentMarker(CallMarker calls, Sited sited) {
        this.calls = calls;
        this.sited = sited;
    }

    Expression assignment(BinaryExpression assignment) {
        return isCompound(assignment) ? compound(assignment) : plain(assignment);
    }

    /** The right side is evaluated before the left one. */
    private Expression plain(BinaryExpression assignment) {
        Expression value = calls.mark(assignment.getRightExpression());
        assignment.setRightExpression(value);
        sited.inherit(assignment, value);
        return switch (assignment.getLeftExpression()) {
            case PropertyExpression target -> propertyAssignment(assignment, target);
            case BinaryExpression target -> indexAssignment(assignment, target);
            default -> assignment;
        };
    }

    private Expression propertyAssignment(BinaryExpression assignment, PropertyExpression target) {
        Expression object = calls.mark(target.getObjectExpression());
        long site = sited.next(assignment);
        target.setObjectExpression(sited.has(object) ? sited.after(object, site) : object);
        sited.inherit(assignment, object);
        return sited.has(object) ? assignment : afterValue(assignment, site);
    }

    private Expression indexAssignment(BinaryExpression assignment, BinaryExpression target) {
        Expression object = calls.mark(target.getLeftExpression());
        Expression index = calls.mark(target.getRightExpression());
        long site = sited.next(assignment);
        boolean indexLast = sited.has(index);
        boolean objectLast = !indexLast && sited.has(object);
        target.setLeftExpression(objectLast ? sited.after(object, site) : object);
        target.setRightExpression(indexLast ? sited.after(index, site) : index);
        sited.inherit(assignment, object);
        sited.inherit(assignment, index);
        return indexLast || objectLast ? assignment : afterValue(assignment, site);
    }

    private Expression afterValue(BinaryExpression assignment, long site) {
        Expression value = assignment.getRightExpression();
        if (!sited.has(value)) {
            return sited.before(assignment, site);
        }
        assignment.setRightExpression(sited.after(value, site));
        return assignment;
    }

    /** Whether the static compiler has made this of {@code a.b += c}: the target is a part of the value, too. */
    private static boolean isCompound(BinaryExpression assignment) {
        Expression target = assignment.getLeftExpression();
        return switch (assignment.getRightExpression()) {
            case MethodCallExpression it ->
                it.getObjectExpression() == target
                        || it.getArguments() instanceof TupleExpression arguments
                                && arguments.getExpressions().stream().anyMatch(argument -> argument == target);
            case BinaryExpression it -> it.getLeftExpression() == target;
            default -> false;
        };
    }

    /** The target is read and written, so the parts of it that make calls are kept in between. */
    Expression compound(BinaryExpression binary) {
        List<TemporaryVariableExpression> kept = keep(binary.getLeftExpression());
        Expression value = calls.mark(binary.getRightExpression());
        if (sited.has(value)) {
            value = sited.after(value, sited.next(binary));
        }
        binary.setRightExpression(value);
        sited.inherit(binary, value);
        return keeping(binary, kept);
    }

    /** An increment: as a compound assignment, without a value. */
    Expression step(Expression whole, Expression target) {
        return keeping(whole, keep(target));
    }

    private Expression keeping(Expression whole, List<TemporaryVariableExpression> kept) {
        return kept.isEmpty() ? whole : sited.add(new Keeping(whole, kept));
    }

    private List<TemporaryVariableExpression> keep(Expression target) {
        List<TemporaryVariableExpression> kept = new ArrayList<>();
        if (target instanceof PropertyExpression property) {
            property.setObjectExpression(keep(property.getObjectExpression(), kept));
        } else if (target instanceof BinaryExpression index) {
            index.setLeftExpression(keep(index.getLeftExpression(), kept));
            index.setRightExpression(keep(index.getRightExpression(), kept));
        }
        calls.done(target);
        return kept;
    }

    private Expression keep(Expression part, List<TemporaryVariableExpression> kept) {
        Expression marked = calls.mark(part);
        if (!sited.has(marked)) {
            return marked;
        }
        TemporaryVariableExpression variable = new TemporaryVariableExpression(sited.after(marked, sited.next(part)));
        variable.setSourcePosition(part);
        kept.add(variable);
        return variable;
    }
}
