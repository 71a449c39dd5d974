// Few rules, each for a mistake that was really made once; the formatter has the rest.
ruleset {
    AssignmentInConditional
    BrokenNullCheck
    ComparisonWithSelf
    ConsecutiveBlankLines
    DeadCode
    DuplicateImport
    DuplicateMapKey
    DuplicateSetValue
    EmptyCatchBlock
    EmptyIfStatement
    EqualsAndHashCode
    GStringAsMapKey
    MissingBlankLineAfterPackage
    RandomDoubleCoercedToZero
    ReturnFromFinallyBlock
    UnnecessaryGString { enabled = false }
    UnnecessaryGetter { enabled = false }
    UnnecessaryStringInstantiation
    UnusedArray
    UnusedImport
    UnusedPrivateField
    UnusedVariable
}
