using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Ingestion.Worker.Tests.Architecture;

/// <summary>The metadata tokens in the code of a method.</summary>
internal static class CodeTokens
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xffff);

    /// <summary>Tokens of types, methods, fields and signatures; and of strings when <paramref name="strings"/> is true.</summary>
    public static IEnumerable<int> Of(byte[] code, bool strings = false)
    {
        var at = 0;
        while (at < code.Length)
        {
            var number = (int)code[at++];
            if (number == 0xfe)
            {
                number = 0xfe00 | code[at++];
            }

            var operand = Codes[number].OperandType;
            if (operand is OperandType.InlineSwitch)
            {
                at += 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)));
                continue;
            }

            var isToken = operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType;
            if (strings ? operand is OperandType.InlineString : isToken)
            {
                yield return BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
            }

            at += Size(operand);
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
