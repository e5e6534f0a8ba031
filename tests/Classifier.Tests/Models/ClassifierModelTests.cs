using Ingestion.Classifier.Models;
using Xunit;

namespace Classifier.Tests.Models;

public sealed class ClassifierModelTests
{
    [Fact]
    public void Embedded_ReadWhereItLies_IsTheModelOfTheFile()
    {
        using var stream = typeof(ClassifierModel).Assembly.GetManifestResourceStream("Models.classifier.model")!;
        var file = new MemoryStream();
        stream.CopyTo(file);
        file.Position = 0;

        // This one checks the sum.
        var read = ClassifierModel.Read(file);
        var own = ClassifierModel.Embedded;
        Assert.Equal((read.Seed, read.Description), (own.Seed, own.Description));
        Assert.True(read.Table.Hashed.Span.SequenceEqual(own.Table.Hashed.Span));
        var written = new MemoryStream();
        own.Write(written);
        Assert.True(file.ToArray().AsSpan().SequenceEqual(written.ToArray()));
    }

    [Fact]
    public void Read_WordsWithoutAFreeSlot_IsRefused()
    {
        var own = ClassifierModel.Embedded;
        var full = new WordVectors(new sbyte[WordVectors.Bytes]) { Words = [.. Enumerable.Range(1, WordVectors.Slots).Select(stem => (uint)stem)], Scale = 1 };
        var file = new MemoryStream();
        new ClassifierModel(own.Table, full, own.Calibration, own.Seed, own.Description).Write(file);
        file.Position = 0;

        Assert.Throws<InvalidDataException>(() => ClassifierModel.Read(file));
    }

    [Fact]
    public void Embedded_Loaded_CopiesNoWeights()
    {
        using var stream = (UnmanagedMemoryStream)typeof(ClassifierModel).Assembly.GetManifestResourceStream("Models.classifier.model")!;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(LaneTable.Bytes, ModelFile.ReadOwn(stream).Table.Hashed.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, LaneTable.Bytes / 10);
    }
}
